/**
 * How programs introduce what they quote, by language: words that such a line may begin with, and the words for having
 * written. Verbs are matched as whole words where the script has spaces.
 */
export interface AttributionWords {
  language: string;
  begins?: string;
  verbs: string;
}

export const attributionWords: readonly AttributionWords[] = [
  { language: 'en', begins: 'on|at|in message', verbs: 'wrote|writes|said|says|replied' },
  { language: 'de', begins: 'am|on|um|an', verbs: 'schrieb|schrieben|geschrieben|schreibt' },
  { language: 'fr', begins: 'le|en date du', verbs: 'a écrit|a ecrit|écrit|écrivait' },
  { language: 'es', begins: 'el|en fecha', verbs: 'escribió|escribio|escribe|ha escrito' },
  { language: 'ca', begins: 'el', verbs: 'va escriure|ha escrit|escrit' },
  { language: 'gl', verbs: 'escribiu' },
  { language: 'eu', verbs: 'idatzi zuen|igorleak' },
  { language: 'it', begins: 'il|in data|il giorno', verbs: 'ha scritto|scrive|scrisse|scritto' },
  { language: 'pt', begins: 'em|no dia', verbs: 'escreveu|escreveram|escreve' },
  { language: 'nl', begins: 'op', verbs: 'schreef|schreven|geschreven|schrijft' },
  { language: 'af', begins: 'op', verbs: 'het geskryf|geskryf' },
  { language: 'sv', begins: 'den', verbs: 'skrev|skriver' },
  { language: 'da', begins: 'den|på', verbs: 'skrev|skriver' },
  { language: 'nb', begins: 'den|på', verbs: 'skrev|skreiv' },
  { language: 'is', begins: 'þann|þ.', verbs: 'skrifaði' },
  { language: 'fi', verbs: 'kirjoitti' },
  { language: 'et', verbs: 'kirjutas' },
  { language: 'lv', verbs: 'rakstīja' },
  { language: 'lt', verbs: 'rašė|parašė' },
  { language: 'pl', begins: 'w dniu|dnia|dn.', verbs: 'napisał|napisała|napisał\\(a\\)|napisał/a|napisano|pisze' },
  { language: 'cs', begins: 'dne|dňa', verbs: 'napsal|napsala|napsal\\(a\\)|napsal/a|napsali|píše' },
  { language: 'sk', begins: 'dňa', verbs: 'napísal|napísala|napísal\\(a\\)|napísal/a' },
  {
    language: 'hr',
    begins: 'dana',
    verbs: 'je napisao|napisao je|je napisala|napisala je|piše|je napisao/la|napisao/la',
  },
  { language: 'sl', begins: 'dne', verbs: 'je napisal|je napisala|je napisal/a|napisal' },
  { language: 'sr', begins: 'дана', verbs: 'је написао|је написао/ла|написа' },
  { language: 'bg', begins: 'на', verbs: 'написа|пише' },
  { language: 'ru', verbs: 'написал|написала|написал\\(а\\)|написали|написал\\(а\\)|пишет|писал' },
  { language: 'uk', verbs: 'пише|написав|написала|написав\\(ла\\)|написав \\(-ла\\)|написав\\(-ла\\)' },
  { language: 'hu', verbs: 'ezt írta|írta|írta a következőt' },
  { language: 'ro', begins: 'în|in data', verbs: 'a scris' },
  { language: 'el', begins: 'στις|την', verbs: 'έγραψε|γράφει' },
  { language: 'tr', verbs: 'şunu yazdı|yazdı|tarihinde' },
  { language: 'vi', begins: 'vào', verbs: 'đã viết|viết' },
  { language: 'id', begins: 'pada', verbs: 'menulis' },
  { language: 'ms', begins: 'pada', verbs: 'menulis' },
  { language: 'cy', verbs: 'ysgrifennodd' },
  { language: 'ga', verbs: 'scríobh' },
  { language: 'he', begins: 'בתאריך', verbs: 'כתב|כתבה|כתב/ה|מאת' },
  { language: 'ar', begins: 'في|بتاريخ', verbs: 'كتب|كتبت' },
  { language: 'fa', begins: 'در', verbs: 'نوشت' },
  { language: 'ja', verbs: 'さんは書きました|は書きました|wrote|のメール|さんからのメール|が書きました' },
  { language: 'zh', begins: '在|于|於', verbs: '写道|寫道|写到|寫到|编写|撰寫' },
  { language: 'ko', verbs: '님이 작성|님께서 작성|작성|씀' },
  { language: 'th', begins: 'เมื่อ|ใน', verbs: 'เขียน' },
  { language: 'hi', begins: 'को', verbs: 'ने लिखा|लिखा' },
];
