// Accepted.
import * as fs from 'fs';
const numbers: number[] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log(numbers.slice(1).reduce((a: number, b: number): number => Math.max(a, b)));
