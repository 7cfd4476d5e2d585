import type { PageLanguage } from '#kernel/pages/language.ts';

interface Said {
  brand: string;
  url: string;
}

const words: Record<PageLanguage, (said: Said) => { subject: string; text: string }> = {
  en: ({ brand, url }) => ({
    subject: `Sign in to ${brand}`,
    text: `Open this link to see your conversations with ${brand}:\n\n${url}\n\nIt works once, for 15 minutes. If you did not ask for it, do nothing: nobody gets in without it.`,
  }),
  de: ({ brand, url }) => ({
    subject: `Anmelden bei ${brand}`,
    text: `Öffnen Sie diesen Link, um Ihre Gespräche mit ${brand} zu sehen:\n\n${url}\n\nEr gilt einmal und 15 Minuten lang. Wenn Sie ihn nicht angefordert haben, tun Sie nichts: ohne ihn kommt niemand hinein.`,
  }),
  fr: ({ brand, url }) => ({
    subject: `Se connecter à ${brand}`,
    text: `Ouvrez ce lien pour voir vos conversations avec ${brand} :\n\n${url}\n\nIl fonctionne une seule fois, pendant 15 minutes. Si vous ne l’avez pas demandé, ne faites rien : personne n’entre sans lui.`,
  }),
  es: ({ brand, url }) => ({
    subject: `Entrar en ${brand}`,
    text: `Abra este enlace para ver sus conversaciones con ${brand}:\n\n${url}\n\nFunciona una sola vez, durante 15 minutos. Si no lo pidió, no haga nada: nadie entra sin él.`,
  }),
  ar: ({ brand, url }) => ({
    subject: `تسجيل الدخول إلى ${brand}`,
    text: `افتح هذا الرابط لترى محادثاتك مع ${brand}:\n\n${url}\n\nيعمل مرة واحدة خلال 15 دقيقة. إن لم تطلبه فلا تفعل شيئًا: لا أحد يدخل من دونه.`,
  }),
};

/** The mail with the link to sign in by. */
export function linkMailWords(language: PageLanguage, said: Said): { subject: string; text: string } {
  return words[language](said);
}
