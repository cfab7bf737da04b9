/* What the parts of gavel-probe share. */
#ifndef GAVEL_PROBE_H
#define GAVEL_PROBE_H

#include <errno.h>
#include <stdint.h>
#include <stdnoreturn.h>
#include <string.h>
#include <unistd.h>

/* Ends the probe's child: what it tried last failed like that. */
noreturn void give_up(const char *step, int error);

/* The result, unless it says that the call failed. */
int checked(int result, const char *step);

void probe_kvm(void);

#endif
