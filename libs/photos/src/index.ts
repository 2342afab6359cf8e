export { LARGEST_PHOTO_BYTES, PHOTO_MEDIA_TYPE, preparePhoto } from './prepare-photo.ts';
