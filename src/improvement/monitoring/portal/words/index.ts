import type { PageLanguage } from '#kernel/pages/language.ts';

/** Every word of a charter in English; each other language has the same. */
const en = {
  title: 'What we promise, and whether we kept it',
  period: (from: string, to: string) => `Measured from ${from} to ${to}`,
  promise: 'Our promise',
  target: 'Target',
  atLeast: (value: string) => `at least ${value}`,
  atMost: (value: string) => `at most ${value}`,
  actual: 'Result',
  kept: 'Kept',
  missed: 'Missed',
  tooFew: (n: string, least: string) => `Too few to say: ${n} so far, we tell a result from ${least} on.`,
  none: 'Nothing to measure in this time.',
  counted: (n: string) => `counted ${n} times`,
  between: (low: string, high: string) => `with a certainty of 95 % between ${low} and ${high}`,
  how: 'How we count',
  howWords:
    'Every conversation that the promise covers is counted, none is picked. A promise counts as kept when it was kept by its time in our opening hours, else as missed. Results from few conversations vary by chance; that is why we say how many there were and how sure the result is.',
  empty: 'No promise is told here yet.',
  gone: 'There is no charter here',
  goneWhy: 'The address is not whole, or nothing is told here any more.',
  runsOn: 'Runs on Heed',
  skip: 'Skip to content',
};
export type CharterWords = typeof en;

const de: CharterWords = {
  title: 'Was wir versprechen, und ob wir es gehalten haben',
  period: (from, to) => `Gemessen vom ${from} bis ${to}`,
  promise: 'Unser Versprechen',
  target: 'Ziel',
  atLeast: (value) => `mindestens ${value}`,
  atMost: (value) => `höchstens ${value}`,
  actual: 'Ergebnis',
  kept: 'Gehalten',
  missed: 'Verfehlt',
  tooFew: (n, least) => `Zu wenige für eine Aussage: bisher ${n}, ein Ergebnis nennen wir ab ${least}.`,
  none: 'In dieser Zeit gab es nichts zu messen.',
  counted: (n) => `${n}-mal gezählt`,
  between: (low, high) => `mit 95 % Sicherheit zwischen ${low} und ${high}`,
  how: 'Wie wir zählen',
  howWords:
    'Jedes Gespräch, für das ein Versprechen gilt, wird gezählt, keines ausgesucht. Ein Versprechen gilt als gehalten, wenn es bis zu seiner Zeit innerhalb unserer Öffnungszeiten gehalten wurde, sonst als verfehlt. Ergebnisse aus wenigen Gesprächen schwanken durch Zufall; deshalb sagen wir, wie viele es waren und wie sicher das Ergebnis ist.',
  empty: 'Hier wird noch kein Versprechen genannt.',
  gone: 'Hier gibt es keine Charta',
  goneWhy: 'Die Adresse ist nicht vollständig, oder hier wird nichts mehr genannt.',
  runsOn: 'Läuft mit Heed',
  skip: 'Zum Inhalt springen',
};

const fr: CharterWords = {
  title: 'Ce que nous promettons, et si nous l’avons tenu',
  period: (from, to) => `Mesuré du ${from} au ${to}`,
  promise: 'Notre promesse',
  target: 'Objectif',
  atLeast: (value) => `au moins ${value}`,
  atMost: (value) => `au plus ${value}`,
  actual: 'Résultat',
  kept: 'Tenue',
  missed: 'Manquée',
  tooFew: (n, least) => `Trop peu pour conclure : ${n} jusqu’ici, nous donnons un résultat à partir de ${least}.`,
  none: 'Rien à mesurer pendant cette période.',
  counted: (n) => `compté ${n} fois`,
  between: (low, high) => `avec une certitude de 95 %, entre ${low} et ${high}`,
  how: 'Comment nous comptons',
  howWords:
    'Chaque conversation concernée par la promesse est comptée, aucune n’est choisie. Une promesse est tenue si elle l’a été à temps, pendant nos heures d’ouverture ; sinon elle est manquée. Les résultats tirés de peu de conversations varient par hasard ; c’est pourquoi nous disons combien il y en a eu et à quel point le résultat est sûr.',
  empty: 'Aucune promesse n’est encore publiée ici.',
  gone: 'Il n’y a pas de charte ici',
  goneWhy: 'L’adresse est incomplète, ou plus rien n’est publié ici.',
  runsOn: 'Fonctionne avec Heed',
  skip: 'Aller au contenu',
};

const es: CharterWords = {
  title: 'Lo que prometemos, y si lo cumplimos',
  period: (from, to) => `Medido del ${from} al ${to}`,
  promise: 'Nuestra promesa',
  target: 'Objetivo',
  atLeast: (value) => `al menos ${value}`,
  atMost: (value) => `como máximo ${value}`,
  actual: 'Resultado',
  kept: 'Cumplida',
  missed: 'Incumplida',
  tooFew: (n, least) => `Muy pocos para decirlo: ${n} hasta ahora, damos un resultado a partir de ${least}.`,
  none: 'Nada que medir en este tiempo.',
  counted: (n) => `contado ${n} veces`,
  between: (low, high) => `con una certeza del 95 %, entre ${low} y ${high}`,
  how: 'Cómo contamos',
  howWords:
    'Se cuenta cada conversación a la que se aplica la promesa; no se elige ninguna. Una promesa se cumple si se cumplió a tiempo, en nuestro horario; si no, se incumple. Los resultados de pocas conversaciones varían por azar; por eso decimos cuántas fueron y lo seguro que es el resultado.',
  empty: 'Aquí no se publica todavía ninguna promesa.',
  gone: 'Aquí no hay ninguna carta',
  goneWhy: 'La dirección no está completa, o aquí ya no se publica nada.',
  runsOn: 'Funciona con Heed',
  skip: 'Saltar al contenido',
};

const ar: CharterWords = {
  title: 'ما نعد به، وهل وفينا به',
  period: (from, to) => `قيس من ${from} إلى ${to}`,
  promise: 'وعدنا',
  target: 'الهدف',
  atLeast: (value) => `${value} على الأقل`,
  atMost: (value) => `${value} على الأكثر`,
  actual: 'النتيجة',
  kept: 'وفينا به',
  missed: 'لم نفِ به',
  tooFew: (n, least) => `العدد قليل للحكم: ${n} حتى الآن، ونذكر النتيجة ابتداءً من ${least}.`,
  none: 'لا شيء يقاس في هذه المدة.',
  counted: (n) => `عدد المرات: ${n}`,
  between: (low, high) => `بيقين 95 % بين ${low} و${high}`,
  how: 'كيف نحسب',
  howWords:
    'تُحسب كل محادثة يشملها الوعد، ولا تُنتقى أي منها. يُعد الوعد موفى به إذا تم في وقته ضمن ساعات عملنا، وإلا فهو غير موفى به. تتقلب النتائج بالصدفة حين تكون المحادثات قليلة، ولذلك نذكر عددها ومدى الثقة بالنتيجة.',
  empty: 'لا يُذكر هنا أي وعد بعد.',
  gone: 'لا يوجد ميثاق هنا',
  goneWhy: 'العنوان غير كامل، أو لم يعد يُذكر هنا شيء.',
  runsOn: 'يعمل على Heed',
  skip: 'انتقل إلى المحتوى',
};

export const charterWords: Record<PageLanguage, CharterWords> = { en, de, fr, es, ar };
