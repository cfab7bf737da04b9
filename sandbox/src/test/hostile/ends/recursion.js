// expect: runtime_error (exit code 1) or runtime_error (exit code 7)
const deep = () => deep();
deep();
