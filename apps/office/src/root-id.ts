/** The identifier of the element that holds the application. */
export const ROOT_ID = 'root';
