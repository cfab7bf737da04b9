#ifndef GAVEL_INIT_H
#define GAVEL_INIT_H

/* The parts of gavel-init; init.c has the theory of operation. */

/* A line on the console. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

/* The same with what errno means. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* The content of a small file, to be kept for good; NULL when it cannot be read. */
char *read_file(const char *path);

/* An environment variable, or what is usual. */
const char *setting(const char *name, const char *usual);

/* system.c: makes the system that a program expects. What cannot be had is said, nothing more: what is needed of it
   the executor finds out by itself, and says so better. */
void make_system(void);

/* request.c */
enum request { NOTHING, POWER_OFF };

/* Listens for requests of root; -1 when that is impossible. */
int listen_for_requests(void);

/* Takes one connection, waits a second at most for its line, and answers. */
enum request take_request(int listener);

/* off.c: ends all other processes, unmounts, powers off. */
_Noreturn void power_off(void);

#endif
