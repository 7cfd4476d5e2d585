import { describe, expect, it } from 'vitest';
import { kindOf } from './kinds.ts';
import { disposition, tidyName } from './names.ts';

const pdf = kindOf('application/pdf') ?? { type: '', endings: [] };
const text = kindOf('text/plain') ?? { type: '', endings: [] };

describe('part of T-45: a name', () => {
  it.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['Rechnung für Zoë.PDF', 'Rechnung für Zoë.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['..\\..\\windows\\win.ini', 'win.ini.pdf'],
    ['C:\\fakepath\\scan.pdf', 'scan.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['\u200b.htaccess', 'htaccess.pdf'],
    ['a\u0000b\r\nSet-Cookie: x=1.pdf', 'abSet-Cookie_ x=1.pdf'],
    ['photo\u202egpj.exe', 'photogpj.exe.pdf'],
    ['con.pdf', '_con.pdf'],
    ['NUL', '_NUL.pdf'],
    ['shell.php.', 'shell.php.pdf'],
    ['shell.pdf. . ', 'shell.pdf'],
    ['', 'file.pdf'],
    ['...', 'file.pdf'],
    ['page.html', 'page.html.pdf'],
    ['"><img src=x>.pdf', '___img src=x_.pdf'],
    ['a\ud800.pdf', 'a.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(tidyName(given, pdf)).toBe(shown.normalize('NFC'));
  });

  it('of one sign with thousands of marks keeps a few of them', () => {
    expect(tidyName(`x${'\u0301'.repeat(10_000)}.pdf`, pdf)).toBe('x\u0301\u0301\u0301.pdf');
  });

  it('of a thousand signs is cut between signs, and keeps its ending', () => {
    const name = tidyName(`${'👩‍🚀'.repeat(1_000)}.csv`, text);
    expect(name.length).toBeLessThanOrEqual(150);
    expect(name.endsWith('.csv')).toBe(true);
    expect(name).not.toMatch(/\p{Surrogate}/u);
  });

  it('travels in a header that it cannot break out of', () => {
    const header = disposition('attachment', 'Zoë "x"; filename=evil.exe\\.pdf');
    expect(header).toBe(
      `attachment; filename="Zo_ _x__ filename=evil.exe_.pdf"; filename*=UTF-8''Zo%C3%AB%20%22x%22%3B%20filename%3Devil.exe%5C.pdf`,
    );
    expect(disposition('inline', 'a\r\nb')).not.toMatch(/[\r\n]/);
  });
});
