import { createBrowserRouter, Outlet } from 'react-router';
import { Guarded } from '../session/guarded';
import { Account } from './accounts/account';
import { Activate } from './accounts/activate';
import { ChangePassword, ChoosePassword } from './accounts/change-password';
import { ForgottenPassword } from './accounts/forgotten-password';
import { LogIn } from './accounts/log-in';
import { MailSent } from './accounts/mail-sent';
import { NewPassword } from './accounts/new-password';
import { Register } from './accounts/register';
import { SecondFactor } from './accounts/second-factor';
import { Sessions } from './accounts/sessions';
import { Advice } from './catalogue/advice';
import { DataTable } from './catalogue/data-table';
import { Services } from './catalogue/services';
import { Batch } from './batches/batch';
import { Batches } from './batches/batches';
import { Contract } from './contracts/contract';
import { FindPaper } from './contracts/find-paper';
import { Paper } from './contracts/paper';
import { Case } from './desk/case';
import { DeskCatalogue } from './desk/catalogue';
import { DeskDiscountCodes } from './desk/catalogue-codes';
import { DeskEditions } from './desk/catalogue-editions';
import { DeskCatalogueService } from './desk/catalogue-service';
import { Queue } from './desk/queue';
import { Queues } from './desk/queues';
import { Broken } from './broken';
import { Frame } from './frame';
import { AuthorisedRepresentative } from './guide/authorised-representative';
import { HowUpgradingWorks } from './guide/how-upgrading-works';
import { Home } from './home';
import { Apply } from './means/apply';
import { Lapses } from './means/lapses';
import { ManageMeans } from './means/manage';
import { People } from './means/people';
import { RevokeAppointment } from './means/revoke-appointment';
import { NotFound } from './not-found';
import { SigningEvidencePage } from './signing/evidence';
import { Sign } from './signing/sign';
import { ActivateMeans } from './upgrades/activate-means';
import { DataStep } from './upgrades/data-step';
import { ExtractStep } from './upgrades/extract-step';
import { MyMeans } from './upgrades/my-means';
import { RepresentativesStep } from './upgrades/representatives-step';
import { ServicesStep } from './upgrades/services-step';
import { StartUpgrade } from './upgrades/start-upgrade';
import { SummaryStep } from './upgrades/summary-step';
import { Tracker } from './upgrades/tracker';
import { UpgradeRoom } from './upgrades/upgrade-room';

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: (
      <Frame>
        <Broken />
      </Frame>
    ),
    children: [
      { index: true, element: <Home /> },
      { path: 'how-upgrading-works', element: <HowUpgradingWorks /> },
      { path: 'authorised-representative', element: <AuthorisedRepresentative /> },
      { path: 'services', element: <Services /> },
      { path: 'advice', element: <Advice /> },
      { path: 'data-table', element: <DataTable /> },
      { path: 'register', element: <Register /> },
      { path: 'register/sent', element: <MailSent /> },
      { path: 'activate', element: <Activate /> },
      { path: 'log-in', element: <LogIn /> },
      { path: 'forgotten-password', element: <ForgottenPassword /> },
      { path: 'new-password', element: <NewPassword /> },
      { path: 'sign', element: <Sign /> },
      { path: 'revoke-appointment', element: <RevokeAppointment /> },
      {
        element: <Guarded />,
        children: [
          { path: 'choose-password', element: <ChoosePassword /> },
          { path: 'account', element: <Account /> },
          { path: 'account/password', element: <ChangePassword /> },
          { path: 'account/second-factor', element: <SecondFactor /> },
          { path: 'account/sessions', element: <Sessions /> },
          { path: 'apply', element: <Apply /> },
          { path: 'lapses', element: <Lapses /> },
          { path: 'people', element: <People /> },
          { path: 'batches', element: <Batches /> },
          { path: 'batches/:batchId', element: <Batch /> },
          { path: 'means', element: <MyMeans /> },
          { path: 'means/:meansId/manage', element: <ManageMeans /> },
          { path: 'means/:meansId/upgrade', element: <StartUpgrade /> },
          { path: 'means/:meansId/activate', element: <ActivateMeans /> },
          {
            path: 'upgrades/:upgradeId',
            element: (
              <UpgradeRoom>
                <Outlet />
              </UpgradeRoom>
            ),
            children: [
              { index: true, element: <Tracker /> },
              { path: 'services', element: <ServicesStep /> },
              { path: 'data', element: <DataStep /> },
              { path: 'representatives', element: <RepresentativesStep /> },
              { path: 'extract', element: <ExtractStep /> },
              { path: 'summary', element: <SummaryStep /> },
              { path: 'contract', element: <Contract /> },
              { path: 'signatures', element: <SigningEvidencePage /> },
            ],
          },
        ],
      },
      {
        element: <Guarded staff />,
        children: [
          { path: 'desk/catalogue', element: <DeskCatalogue /> },
          { path: 'desk/catalogue/service', element: <DeskCatalogueService /> },
          { path: 'desk/discount-codes', element: <DeskDiscountCodes /> },
          { path: 'desk/editions', element: <DeskEditions /> },
          { path: 'desk', element: <Queues /> },
          { path: 'desk/queues/:reason', element: <Queue /> },
          { path: 'desk/paper', element: <FindPaper /> },
          { path: 'desk/paper/:code', element: <Paper /> },
          { path: 'desk/organisations/:organisationId/upgrades/:upgradeId', element: <Case /> },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
