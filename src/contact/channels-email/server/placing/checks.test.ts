import { generateKeyPairSync } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { type Ask, askBy, checkSender } from './checks.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const zone: Record<string, string[]> = {
  'TXT berger.example': ['v=spf1 ip4:203.0.113.9 -all'],
  'TXT s1._domainkey.berger.example': [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`],
  'TXT _dmarc.berger.example': ['v=DMARC1; p=reject'],
};
/** A DNS that knows one domain and nothing else. */
const ask: Ask = async (name, type) => {
  const found = zone[`${type} ${name.toLowerCase()}`];
  if (!found) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return type === 'TXT' ? [found] : found;
};
const from = (remoteAddress: string) => ({
  ...{ from: 'bea@berger.example', to: ['support@fennick.example'], helo: 'mx.berger.example', remoteAddress },
});

/** A mail of Bea's, signed or not. */
async function mailOf(isSigned: boolean): Promise<Buffer> {
  const key = { domainName: 'berger.example', keySelector: 's1', privateKey };
  const transport = createTransport({ streamTransport: true, buffer: true, ...(isSigned && { dkim: key }) });
  const { message } = await transport.sendMail({
    ...{ from: 'bea@berger.example', to: 'support@fennick.example', subject: 'Kettle', text: 'Does it come in red?' },
  });
  return message as Buffer;
}

describe('what the sender’s domain says of a mail', () => {
  it('passes from its own machine, and from any that signs for it', async () => {
    expect(await checkSender(await mailOf(false), from('203.0.113.9'), ask)).toEqual({
      spf: 'pass',
      dkim: 'none',
      dmarc: 'pass',
    });
    expect(await checkSender(await mailOf(true), from('198.51.100.7'), ask)).toMatchObject({
      dkim: 'pass',
      dmarc: 'pass',
    });
  });

  it('fails from elsewhere without a signature, and when it was changed on its way', async () => {
    expect(await checkSender(await mailOf(false), from('198.51.100.7'), ask)).toEqual({
      spf: 'fail',
      dkim: 'none',
      dmarc: 'fail',
    });
    const changed = Buffer.from((await mailOf(true)).toString().replace('red?', 'blue?'));
    expect(await checkSender(changed, from('198.51.100.7'), ask)).toMatchObject({ dkim: 'neutral', dmarc: 'fail' });
  });

  it('says nothing for certain where the machine is not known, except what is signed', async () => {
    expect(await checkSender(await mailOf(false), null, ask)).toMatchObject({ spf: 'unknown', dmarc: 'unknown' });
    expect(await checkSender(await mailOf(false), from('127.0.0.1'), ask)).toMatchObject({ dmarc: 'unknown' });
    expect(await checkSender(await mailOf(true), null, ask)).toMatchObject({ dkim: 'pass', dmarc: 'pass' });
  });

  it('believes a server in front of Heed on where a mail came from, and no other', async () => {
    const through = async (by: string, line: string) => {
      const raw = Buffer.concat([Buffer.from(`Received: ${line}\r\n`), await mailOf(false)]);
      return checkSender(raw, from(by), ask, ['198.51.100.0/28', '10.0.0.0/8']);
    };
    const own = 'from mx.berger.example (mx.berger.example [203.0.113.9])\r\n\tby front.fennick.example; today';
    const forged = 'from evil.example (mx.berger.example [192.0.2.1]) by front.fennick.example; today';
    expect(await through('198.51.100.7', own)).toMatchObject({ spf: 'pass', dmarc: 'pass' });
    expect(await through('10.0.0.3', own)).toMatchObject({ spf: 'pass', dmarc: 'pass' });
    expect(await through('198.51.100.7', forged)).toMatchObject({ spf: 'fail', dmarc: 'fail' });
    expect(await through('198.51.100.77', own)).toMatchObject({ spf: 'fail', dmarc: 'fail' });
    expect(await through('198.51.100.7', 'by front.fennick.example; today')).toMatchObject({ dmarc: 'unknown' });
  });

  it('is not waited for when nobody answers, and not asked when it is switched off', async () => {
    const silent: Ask = () => new Promise(() => {});
    const began = Date.now();
    expect(await checkSender(await mailOf(true), from('203.0.113.9'), silent)).toMatchObject({ dmarc: 'temperror' });
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(askBy('off')).toBeUndefined();
    expect(await checkSender(await mailOf(true), from('203.0.113.9'), askBy('off'))).toBeNull();
  });
});
