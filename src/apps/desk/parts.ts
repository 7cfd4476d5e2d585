import { chatPart } from '#contact/channels-chat/desk/part.ts';
import { conversationsPart } from '#contact/conversations/desk/part.ts';
import { customersPart } from '#contact/customers/desk/part.ts';
import { peoplePart } from '#foundation/people/desk/part.ts';
import type { DeskPart } from '#kernel/web/desk-part.ts';

/** Every capability of this desk. */
export const parts: readonly DeskPart[] = [peoplePart, customersPart, conversationsPart, chatPart];
