// The pages of this room: fetched together, when one of them is first opened.
export { ActivateMeans } from './activate-means';
export { DataStep } from './data-step';
export { ExtractStep } from './extract-step';
export { MyMeans } from './my-means';
export { RepresentativesStep } from './representatives-step';
export { ServicesStep } from './services-step';
export { StartUpgrade } from './start-upgrade';
export { SummaryStep } from './summary-step';
export { Tracker } from './tracker';
export { UpgradeRoom } from './upgrade-room';
