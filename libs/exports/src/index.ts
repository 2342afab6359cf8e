export { CSV_MEDIA_TYPE, csvChunks, csvFile } from './tables/csv-file.ts';
export type { Cell, Table, TableColumn } from './tables/table.ts';
export { MOST_XLSX_ROWS, XLSX_MEDIA_TYPE, xlsxFile } from './tables/xlsx-file.ts';
