/** The calls that the page of figures makes. */
import { client, take } from '../api/http';
import type { FiguresQuery, FiguresTable } from './types';

export const figures = {
	read: (query: FiguresQuery, signal: AbortSignal) =>
		take(client.GET('/api/v1/maintenance-figures', { params: { query }, signal })),
	/** The figures and all rows behind them. */
	workbook: (query: FiguresQuery) =>
		take(
			client.GET('/api/v1/maintenance-figures.xlsx', { params: { query }, parseAs: 'blob' }),
		) as unknown as Promise<Blob>,
	table: (table: FiguresTable, query: FiguresQuery) =>
		take(
			client.GET('/api/v1/maintenance-figures/tables/{table}', {
				params: { path: { table }, query },
				parseAs: 'blob',
			}),
		) as unknown as Promise<Blob>,
};
