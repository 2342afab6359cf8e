export const LOCK_PHOTOS = 'LOCK TABLE photos IN SHARE ROW EXCLUSIVE MODE';

/** $1 SHA-256 in hexadecimal · $2 the photo */
export const ADD_PHOTO = 'INSERT INTO photos (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING';

export const REMOVE_UNUSED_PHOTOS = `
DELETE FROM photos AS p
 WHERE NOT EXISTS (SELECT FROM candidates AS c WHERE c.photo_url = '/api/v1/photos/' || p.sha256 || '.jpg')`;

/** $1 SHA-256 in hexadecimal */
export const READ_PHOTO = 'SELECT bytes FROM photos WHERE sha256 = $1';
