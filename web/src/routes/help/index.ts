// The pages of this room: fetched together, when one of them is first opened.
export { Ask } from './ask';
export { CannotLogIn } from './cannot-log-in';
export { Help } from './help';
export { Portal } from './portal';
export { Question } from './question';
export { Questions } from './questions';
export { QuestionThread } from './thread';
