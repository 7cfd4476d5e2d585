import type { WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('es', locale);
  return {
    answer: 'Respondemos lo antes posible',
    closeChat: 'Cerrar el chat',
    messages: 'Mensajes',
    today: 'Hoy',
    yesterday: 'Ayer',
    you: 'Usted',
    sending: 'enviando',
    kept: 'guardado, saldrá cuando vuelva a tener conexión',
    sent: 'enviado',
    seen: 'visto',
    notSent: 'No enviado.',
    notSentReason: 'No hemos podido aceptar este mensaje.',
    retry: 'Intentar de nuevo',
    remove: 'Quitar',
    typing: (name) => `${name} está escribiendo`,
    offline: 'No tiene conexión. Sus mensajes están guardados y saldrán cuando vuelva a tenerla.',
    again: 'Conectando de nuevo. Sus mensajes están guardados.',
    loading: 'Cargando sus mensajes',
    unread: (count) =>
      plural(count, { one: '# mensaje nuevo', many: '# de mensajes nuevos', other: '# mensajes nuevos' }),
    yourMessage: 'Su mensaje',
    write: 'Escriba un mensaje',
    send: 'Enviar',
    left: (count) =>
      plural(count, { one: 'Queda # carácter', many: 'Quedan # de caracteres', other: 'Quedan # caracteres' }),
    tooLong: (over, limit) =>
      `${plural(over, {
        one: 'Sobra # carácter.',
        many: 'Sobran # de caracteres.',
        other: 'Sobran # caracteres.',
      })} Un mensaje puede tener ${number(limit)}; envíelo en dos partes.`,
    sound: 'Sonido de nuevas respuestas',
    optional: 'opcional',
    choose: 'Elija una opción',
    answered: 'Respondido',
    sendAnswer: 'Enviar la respuesta',
    missing: 'Rellene este campo.',
    notAnEmail: 'Escriba una dirección como nombre@shop.example.',
    notANumber: 'Escriba un número.',
  };
};
