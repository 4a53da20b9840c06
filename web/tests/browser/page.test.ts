// The page in a real browser. All tests share one browser; each opens a page of its own.
import { after } from 'node:test';
import { endAll } from './support.ts';
import './views.ts';
import './tour.ts';
import './keyboard.ts';
import './saved.ts';
import './golden.ts';
import './speed.ts';

after(endAll);
