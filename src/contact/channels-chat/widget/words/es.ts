import type { FileWords, LaterWords, WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

const files: FileWords = {
  sending: 'Archivos para enviar',
  remove: (name) => `Quitar ${name}`,
  cancel: (name) => `Cancelar ${name}`,
  again: (name) => `Intentar de nuevo ${name}`,
  progress: (name) => `Subiendo ${name}`,
  tooLarge: 'Un archivo puede tener 10 MB.',
  empty: 'Este archivo está vacío.',
  tooMany: 'Un mensaje puede llevar 10 archivos.',
  offline: 'No tiene conexión. El archivo subirá cuando vuelva a tenerla, mientras esta página siga abierta.',
  broken: 'No ha llegado.',
  notTaken: 'No hemos podido aceptar este archivo.',
  download: (name) => `Descargar ${name}`,
  look: (name) => `Ver ${name}`,
  close: 'Cerrar',
  gone: 'No se ha podido cargar este archivo.',
  pasted: 'Imagen',
};

const later: LaterWords = {
  optional: 'opcional',
  choose: 'Elija una opción',
  answered: 'Respondido',
  sendAnswer: 'Enviar la respuesta',
  missing: 'Rellene este campo.',
  notAnEmail: 'Escriba una dirección como nombre@shop.example.',
  notANumber: 'Escriba un número.',
  signIn: 'Primero inicie sesión en este sitio web. Después podrá escribirnos aquí.',
  away:
    'Deje su mensaje y responderemos cuando volvamos. Encontrará la respuesta aquí, en este dispositivo. ' +
    'Con su correo electrónico también podremos escribirle.',
  email: 'Su correo electrónico',
  goesOn:
    'Si se va antes de que respondamos, le pedimos allí que confirme la dirección. Después la respuesta llega por correo.',
  start: 'Enviar el mensaje',
  agree: 'Primero dé su consentimiento.',
  newChat: 'Empezar una conversación nueva',
  earlierNone: 'No tiene conversaciones anteriores.',
  earlierLoading: 'Cargando sus conversaciones',
  earlierFailed: 'No se han podido cargar.',
  earlierMore: 'Mostrar anteriores',
  isDone: 'resuelta',
  newAnswer: 'respuesta nueva',
  openNow: 'abierta ahora',
};

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('es', locale);
  return {
    answer: 'Respondemos lo antes posible',
    replies: (time) => `Suele responder en menos de ${time}`,
    closed: 'Cerrado en este momento',
    backAt: (time) => `Cerrado en este momento. Volvemos a las ${time}`,
    backOn: (day, time) => `Cerrado en este momento. Volvemos el ${day} a las ${time}`,
    next: 'Le toca a continuación.',
    before: (count) =>
      plural(count, {
        one: 'Hay una persona antes que usted.',
        many: 'Hay # de personas antes que usted.',
        other: 'Hay # personas antes que usted.',
      }),
    rate: '¿Qué tal le hemos atendido? Valore esta conversación',
    earlier: 'Sus conversaciones',
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
    attach: 'Adjuntar un archivo',
    waits: 'Saldrá cuando sus archivos hayan llegado.',
    notAttached: 'Ahora no se pueden adjuntar archivos. Inténtelo de nuevo.',
    left: (count) =>
      plural(count, { one: 'Queda # carácter', many: 'Quedan # de caracteres', other: 'Quedan # caracteres' }),
    tooLong: (over, limit) =>
      `${plural(over, {
        one: 'Sobra # carácter.',
        many: 'Sobran # de caracteres.',
        other: 'Sobran # caracteres.',
      })} Un mensaje puede tener ${number(limit)}; envíelo en dos partes.`,
    sound: 'Sonido de nuevas respuestas',
    files,
    later,
  };
};
