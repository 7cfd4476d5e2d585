import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.ts';
import { root } from './product.ts';

// Read where they are, beside the project, and never copied into it.
const data = join(root, '..', 'shared', 'data');

/** Questions that real customers of a bank wrote; 10,003 of them. */
export function readQuestions(): string[] {
  const [head, ...rows] = readCsv(read('banking77/train.csv'));
  const column = head?.indexOf('text') ?? -1;
  return rows.flatMap((row) => row[column]?.trim() || []);
}

/** People of a shop with their e-mail addresses; 500 of them. */
export function readUsers(): { name: string; email: string }[] {
  const users = JSON.parse(read('retail/users.json')) as Record<string, RetailUser>;
  return Object.values(users).map(({ name, email }) => ({ name: `${name.first_name} ${name.last_name}`, email }));
}

interface RetailUser {
  name: { first_name: string; last_name: string };
  email: string;
}

function read(file: string): string {
  const path = join(data, file);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path} is not there. This bench reads data that lies in a folder beside the project.`);
  }
}
