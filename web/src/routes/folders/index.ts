export { Documents } from './documents';
export { FolderFile } from './file';
export { Folder } from './folder';
export { Templates } from './templates';
