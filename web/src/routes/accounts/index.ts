// The pages of this room: fetched together, when one of them is first opened.
export { ChangePassword, ChoosePassword } from './change-password';
export { Account } from './account';
export { Activate } from './activate';
export { Address } from './address';
export { KeepAccount, KeepAddress, NewAddress } from './address-links';
export { DeleteAccount } from './deletion';
export { EherkenningReturn } from './eherkenning';
export { LogIn } from './log-in';
export { MailSent } from './mail-sent';
export { NewPassword } from './new-password';
export { Register } from './register';
export { SecondFactor } from './second-factor';
export { Sessions } from './sessions';
