import type { WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('ar', locale);
  return {
    answer: 'نرد عليك في أقرب وقت ممكن',
    closeChat: 'إغلاق المحادثة',
    messages: 'الرسائل',
    today: 'اليوم',
    yesterday: 'أمس',
    you: 'أنت',
    sending: 'قيد الإرسال',
    kept: 'محفوظة، وسترسل عند عودة اتصالك',
    sent: 'أُرسلت',
    seen: 'شوهدت',
    notSent: 'لم تُرسل.',
    notSentReason: 'لم نتمكن من قبول هذه الرسالة.',
    retry: 'إعادة المحاولة',
    remove: 'إزالة',
    typing: (name) => `\u2068${name}\u2069 يكتب الآن`,
    offline: 'أنت غير متصل بالإنترنت. رسائلك محفوظة وسترسل عند عودة اتصالك.',
    again: 'جارٍ إعادة الاتصال. رسائلك محفوظة.',
    loading: 'جارٍ تحميل رسائلك',
    unread: (count) =>
      plural(count, {
        zero: 'لا رسائل جديدة',
        one: 'رسالة جديدة واحدة',
        two: 'رسالتان جديدتان',
        few: '# رسائل جديدة',
        many: '# رسالة جديدة',
        other: '# رسالة جديدة',
      }),
    yourMessage: 'رسالتك',
    write: 'اكتب رسالة',
    send: 'إرسال',
    left: (count) =>
      plural(count, {
        zero: 'لم يبق أي حرف',
        one: 'بقي حرف واحد',
        two: 'بقي حرفان',
        few: 'بقيت # أحرف',
        many: 'بقي # حرفًا',
        other: 'بقي # حرف',
      }),
    tooLong: (over, limit) =>
      `${plural(over, {
        zero: 'الطول مناسب.',
        one: 'الرسالة أطول بحرف واحد.',
        two: 'الرسالة أطول بحرفين.',
        few: 'الرسالة أطول بمقدار # أحرف.',
        many: 'الرسالة أطول بمقدار # حرفًا.',
        other: 'الرسالة أطول بمقدار # حرف.',
      })} الحد الأقصى ${number(limit)}؛ يرجى إرسالها على جزأين.`,
    sound: 'صوت الردود الجديدة',
    optional: 'اختياري',
    choose: 'يرجى الاختيار',
    answered: 'تمت الإجابة',
    sendAnswer: 'إرسال الإجابة',
    missing: 'يرجى ملء هذه الخانة.',
    notAnEmail: 'يرجى كتابة عنوان مثل name@shop.example.',
    notANumber: 'يرجى كتابة رقم.',
  };
};
