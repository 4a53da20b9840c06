// What the page saves, what it looks like, and how fast it is.
import { after } from 'node:test';
import { endAll } from './support.ts';
import './saved.ts';
import './golden.ts';
import './speed.ts';

after(endAll);
