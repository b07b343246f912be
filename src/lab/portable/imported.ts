/** The key in localStorage that says without delay that there is an import to take back. */
export const IMPORTED = 'lambda-workbook:imported';
