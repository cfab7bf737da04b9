// expect: success
// No data, just room for it, and never used.
static char room[1 << 30];
int main(void) { return room[0]; }
