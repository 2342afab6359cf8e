import { declare, documentText } from '@scrutin/declaration';
import { isRollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import type { PrintFonts } from '@scrutin/printing';
import { openPrintFonts, printDocument } from '@scrutin/printing';
import { NOT_FOUND, refused } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

/**
 * The handler of the declaration of the results, as PDF or as text.
 *
 * @param fonts undefined for the usual ones, which are opened when they are needed
 */
export function declarationHandlers(
  office: Pick<ElectionOffice, 'declaration'>,
  fonts?: PrintFonts,
): OfficeHandlers<'declaration'> {
  let opened = fonts;
  return {
    declaration: async ({ params, query, language }) => {
      if (!isRollKey(params.roll_key)) return NOT_FOUND;
      const found = await office.declaration(params.roll_key, { allowDraft: query.draft === 'true' });
      if (!found.ok) return refused(found);
      const document = declare(found.value, query.language ?? language);
      const { subject, certification } = found.value;
      const marks = [
        ...(subject.purpose === 'rehearsal' ? ['rehearsal'] : []),
        ...(certification === undefined ? ['draft'] : []),
      ];
      const name = ['declaration', subject.id, ...marks, document.language].join('-');
      if (query.format === 'text') {
        return {
          kind: 'file',
          mediaType: 'text/plain; charset=utf-8',
          name: `${name}.txt`,
          chunks: piecesOf(documentText(document)),
        };
      }
      opened ??= openPrintFonts();
      return {
        kind: 'file',
        mediaType: 'application/pdf',
        name: `${name}.pdf`,
        chunks: printDocument(document, opened),
      };
    },
  };
}

async function* piecesOf(text: string): AsyncGenerator<string, void> {
  yield await Promise.resolve(text);
}
