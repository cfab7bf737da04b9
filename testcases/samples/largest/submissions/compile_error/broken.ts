// Compilation error.
// Only its types are wrong.
const largest: number = 'text';
console.log(largest);
