import type { ComponentType } from 'react';
import { createBrowserRouter, Outlet } from 'react-router';
import { Waiting } from '../parts/waiting';
import { Guarded } from '../session/guarded';
import { Broken } from './broken';
import { Frame } from './frame';
import { Home } from './home';
import { NotFound } from './not-found';

// Each room is fetched when somebody first enters it: nobody waits for the desk who came to log in.
const accessCodes = () => import('./access-codes');
const accounts = () => import('./accounts');
const batches = () => import('./batches');
const business = () => import('./business');
const catalogue = () => import('./catalogue');
const contracts = () => import('./contracts');
const desk = () => import('./desk');
const forms = () => import('./forms');
const folders = () => import('./folders');
const guide = () => import('./guide');
const help = () => import('./help');
const invoices = () => import('./invoices');
const means = () => import('./means');
const orders = () => import('./orders');
const mandates = () => import('./mandates');
const overviews = () => import('./overviews');
const signing = () => import('./signing');
const spend = () => import('./spend');
const upgrades = () => import('./upgrades');

/** A page of a room. */
function page<Room extends Record<Name, ComponentType>, Name extends string>(room: () => Promise<Room>, name: Name) {
  return { lazy: async () => ({ Component: (await room())[name] }) };
}

export const router = createBrowserRouter([
  {
    element: <Frame />,
    hydrateFallbackElement: <Waiting />,
    errorElement: (
      <Frame>
        <Broken />
      </Frame>
    ),
    children: [
      { index: true, element: <Home /> },
      { path: 'how-upgrading-works', ...page(guide, 'HowUpgradingWorks') },
      { path: 'authorised-representative', ...page(guide, 'AuthorisedRepresentative') },
      { path: 'terms', ...page(guide, 'Terms') },
      { path: 'privacy', ...page(guide, 'Privacy') },
      { path: 'services', ...page(catalogue, 'Services') },
      { path: 'advice', ...page(catalogue, 'Advice') },
      { path: 'products', ...page(orders, 'Products') },
      { path: 'order-extract', ...page(orders, 'OrderExtract') },
      { path: 'order-extract/done', ...page(orders, 'OrderExtractDone') },
      { path: 'data-table', ...page(catalogue, 'DataTable') },
      { path: 'register', ...page(accounts, 'Register') },
      { path: 'register/sent', ...page(accounts, 'MailSent') },
      { path: 'activate', ...page(accounts, 'Activate') },
      { path: 'log-in', ...page(accounts, 'LogIn') },
      { path: 'log-in/eherkenning', ...page(accounts, 'EherkenningReturn') },
      { path: 'lost-access', ...page(accessCodes, 'LostAccess') },
      { path: 'new-access-code', ...page(accessCodes, 'NewAccessCode') },
      { path: 'new-password', ...page(accounts, 'NewPassword') },
      { path: 'new-address', ...page(accounts, 'NewAddress') },
      { path: 'keep-address', ...page(accounts, 'KeepAddress') },
      { path: 'keep-account', ...page(accounts, 'KeepAccount') },
      { path: 'sign', ...page(signing, 'Sign') },
      { path: 'forms/sign', ...page(forms, 'SignForm') },
      { path: 'help', ...page(help, 'Help') },
      { path: 'help/log-in', ...page(help, 'CannotLogIn') },
      { path: 'help/portal', ...page(help, 'Portal') },
      { path: 'help/ask', ...page(help, 'Ask') },
      { path: 'help/thread', ...page(help, 'QuestionThread') },
      { path: 'forms', ...page(forms, 'Forms') },
      { path: 'forms/:form', ...page(forms, 'AboutForm') },
      { path: 'revoke-appointment', ...page(means, 'RevokeAppointment') },
      {
        element: <Guarded />,
        children: [
          { path: 'choose-password', ...page(accounts, 'ChoosePassword') },
          { path: 'account', ...page(accounts, 'Account') },
          { path: 'account/address', ...page(accounts, 'Address') },
          { path: 'account/delete', ...page(accounts, 'DeleteAccount') },
          { path: 'account/password', ...page(accounts, 'ChangePassword') },
          { path: 'account/second-factor', ...page(accounts, 'SecondFactor') },
          { path: 'account/sessions', ...page(accounts, 'Sessions') },
          { path: 'account/overviews', ...page(overviews, 'Overviews') },
          { path: 'businesses/:business/mandates', ...page(mandates, 'Mandates') },
          { path: 'businesses/:business/mandates/new', ...page(mandates, 'GiveMandate') },
          { path: 'businesses/:business/mandates/:mandate', ...page(mandates, 'Mandate') },
          { path: 'businesses/:business/mandates/:mandate/change', ...page(mandates, 'ChangeMandate') },
          { path: 'apply', ...page(means, 'Apply') },
          { path: 'forms/mine', ...page(forms, 'MyForms') },
          { path: 'forms/fill/:submissionId', ...page(forms, 'FillForm') },
          { path: 'forms/sent/:submissionId', ...page(forms, 'FormState') },
          { path: 'help/questions', ...page(help, 'Questions') },
          { path: 'help/questions/:ticketId', ...page(help, 'Question') },
          { path: 'businesses/:business/documents', ...page(folders, 'Documents') },
          { path: 'businesses/:business/documents/:topic', ...page(folders, 'Folder') },
          { path: 'businesses/:business/documents/:topic/:file', ...page(folders, 'FolderFile') },
          { path: 'businesses/:business/templates', ...page(folders, 'Templates') },
          { path: 'invoices', ...page(invoices, 'Invoices') },
          { path: 'invoices/:invoiceId', ...page(invoices, 'Invoice') },
          { path: 'lapses', ...page(means, 'Lapses') },
          { path: 'people', ...page(means, 'People') },
          { path: 'spend', ...page(spend, 'Spend') },
          { path: 'access-codes', ...page(accessCodes, 'AccessCodes') },
          { path: 'companies', ...page(orders, 'Companies') },
          { path: 'companies/:kvkNumber', ...page(orders, 'Company') },
          { path: 'companies/:kvkNumber/order', ...page(orders, 'OrderProduct') },
          { path: 'orders', ...page(orders, 'Orders') },
          { path: 'orders/:orderId', ...page(orders, 'Order') },
          { path: 'businesses', ...page(business, 'MyBusiness') },
          { path: 'businesses/open', ...page(business, 'OpenBusiness') },
          { path: 'businesses/:businessId', ...page(business, 'OneBusiness') },
          { path: 'businesses/:businessId/people', ...page(business, 'BusinessPeople') },
          { path: 'batches', ...page(batches, 'Batches') },
          { path: 'batches/:batchId', ...page(batches, 'Batch') },
          { path: 'means', ...page(upgrades, 'MyMeans') },
          { path: 'means/:meansId/manage', ...page(means, 'ManageMeans') },
          { path: 'means/:meansId/upgrade', ...page(upgrades, 'StartUpgrade') },
          { path: 'means/:meansId/activate', ...page(upgrades, 'ActivateMeans') },
          {
            path: 'upgrades/:upgradeId',
            lazy: async () => {
              const { UpgradeRoom } = await upgrades();
              return {
                element: (
                  <UpgradeRoom>
                    <Outlet />
                  </UpgradeRoom>
                ),
              };
            },
            children: [
              { index: true, ...page(upgrades, 'Tracker') },
              { path: 'services', ...page(upgrades, 'ServicesStep') },
              { path: 'data', ...page(upgrades, 'DataStep') },
              { path: 'representatives', ...page(upgrades, 'RepresentativesStep') },
              { path: 'extract', ...page(upgrades, 'ExtractStep') },
              { path: 'summary', ...page(upgrades, 'SummaryStep') },
              { path: 'contract', ...page(contracts, 'Contract') },
              { path: 'signatures', ...page(signing, 'SigningEvidencePage') },
            ],
          },
        ],
      },
      {
        element: <Guarded staff />,
        children: [
          { path: 'desk/catalogue', ...page(desk, 'DeskCatalogue') },
          { path: 'desk/catalogue/service', ...page(desk, 'DeskCatalogueService') },
          { path: 'desk/discount-codes', ...page(desk, 'DeskDiscountCodes') },
          { path: 'desk/editions', ...page(desk, 'DeskEditions') },
          { path: 'desk/forms', ...page(desk, 'DeskForms') },
          { path: 'desk/forms/:form', ...page(desk, 'DeskForm') },
          { path: 'desk/businesses', ...page(desk, 'DeskBusinesses') },
          { path: 'desk/businesses/new', ...page(desk, 'NewBusiness') },
          { path: 'desk/businesses/import', ...page(desk, 'ImportBusinesses') },
          { path: 'desk/businesses/letters', ...page(desk, 'ReadyLetters') },
          { path: 'desk/businesses/:businessId', ...page(desk, 'DeskBusinessPage') },
          { path: 'desk', ...page(desk, 'Queues') },
          { path: 'desk/queues/:reason', ...page(desk, 'Queue') },
          { path: 'desk/submissions', ...page(desk, 'DeskSubmissions') },
          { path: 'desk/submissions/:submissionId', ...page(desk, 'SubmissionAtDeskPage') },
          { path: 'desk/documents', ...page(desk, 'NewDocuments') },
          { path: 'desk/businesses/:business/documents', ...page(desk, 'BusinessDocuments') },
          { path: 'desk/templates', ...page(desk, 'DeskTemplates') },
          { path: 'desk/collections', ...page(desk, 'DeskCollections') },
          { path: 'desk/collections/:collectionId', ...page(desk, 'DeskCollection') },
          { path: 'desk/mandates', ...page(desk, 'DeskMandates') },
          { path: 'desk/tickets', ...page(desk, 'Tickets') },
          { path: 'desk/tickets/:ticketId', ...page(desk, 'TicketAtDesk') },
          { path: 'desk/invoices', ...page(invoices, 'FindInvoice') },
          { path: 'desk/invoices/:number', ...page(invoices, 'DeskInvoice') },
          { path: 'desk/paper', ...page(contracts, 'FindPaper') },
          { path: 'desk/paper/:code', ...page(contracts, 'Paper') },
          { path: 'desk/organisations/:organisationId/upgrades/:upgradeId', ...page(desk, 'Case') },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
