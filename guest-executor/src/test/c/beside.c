/*
 * Starts the words that it is given, and beside them looks at the machine from within; says on the console what it saw:
 * that the executor answers over vsock (by the address of the machine itself), that its crash is survived, that orphans
 * are no zombies, that the clock can be set.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/vm_sockets.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char REQUEST[] = "{\"type\":\"health_check\",\"id\":\"within\"}\n", LIVED[] = "/run/lived";

static void pause_shortly(void) { nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL); }

static void print_answer(int peer, const char *request, const char *what) {
  char answer[512];
  ssize_t length = write(peer, request, strlen(request)) < 0 ? -1 : read(peer, answer, sizeof answer - 1);
  answer[length < 0 ? 0 : length] = 0;
  printf("beside: %s: %s", what, answer);
  fflush(stdout);
  close(peer);
}

static void ask_over_vsock(void) {
  struct sockaddr_vm address = {.svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_LOCAL, .svm_port = 1024};
  int peer = socket(AF_VSOCK, SOCK_STREAM, 0);
  while (connect(peer, (struct sockaddr *)&address, sizeof address) < 0) {
    close(peer);
    pause_shortly();
    peer = socket(AF_VSOCK, SOCK_STREAM, 0);
  }
  print_answer(peer, REQUEST, "vsock");
}

static void ask_init(const char *request) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/gavel/init.sock"};
  int peer = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(peer, (struct sockaddr *)&address, sizeof address) < 0) perror("init.sock");
  print_answer(peer, request, "init");
}

/* Children of a child that is gone are pid 1's. */
static void make_orphans(void) {
  if (fork() == 0) {
    for (int i = 0; i < 50; i++)
      if (fork() == 0) _exit(i);
    _exit(0);
  }
  wait(NULL);
}

static void count_zombies(void) {
  int zombies = 0;
  DIR *processes = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
    char path[300], line[300], state = 0;
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    FILE *stat = fopen(path, "re");
    if (stat == NULL) continue;
    if (fgets(line, sizeof line, stat) != NULL && strrchr(line, ')') != NULL) state = strrchr(line, ')')[2];
    if (state == 'Z') zombies++;
    fclose(stat);
  }
  closedir(processes);
  printf("beside: zombies: %d\n", zombies);
}

/* Of everything but the kernel's own threads. */
static void show_oom_scores(void) {
  DIR *processes = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
    char path[300], program[300];
    snprintf(path, sizeof path, "/proc/%s/exe", entry->d_name);
    ssize_t length = readlink(path, program, sizeof program - 1);
    if (length <= 0) continue;
    program[length] = 0;
    snprintf(path, sizeof path, "/proc/%s/oom_score_adj", entry->d_name);
    FILE *score = fopen(path, "re");
    int number = 0;
    if (score == NULL) continue;
    if (fscanf(score, "%d", &number) == 1) printf("beside: oom: %s %d\n", strrchr(program, '/'), number);
    fclose(score);
  }
  closedir(processes);
}

static void ask_by_java(void) {
  pid_t child = fork();
  if (child == 0) {
    execl("/opt/java/bin/java", "java", "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED", "-cp", "/gavel/lib/*:/gavel/test", "gavel.executor.init.AskOverVsock",
          NULL);
    perror("java");
    _exit(1);
  }
  waitpid(child, NULL, 0);
}

static void look(pid_t executor) {
  ask_over_vsock();
  if (access(LIVED, F_OK) < 0) {
    close(open(LIVED, O_CREAT | O_WRONLY, 0600));
    kill(executor, SIGKILL);
    return;
  }
  make_orphans();
  ask_init("clock 1800000000 5\n");
  printf("beside: clock: %d\n", time(NULL) - 1800000000 < 60);
  ask_init("clock never\n");
  ask_init("fly\n");
  ask_by_java();
  count_zombies();
  show_oom_scores();
  printf("beside: done\n");
  fflush(stdout);
}

int main(int argc, char **argv) {
  pid_t executor = getpid();
  if (argc < 2) return 2;
  if (fork() == 0) {
    /* A child that Java does not know must not stay one. */
    if (fork() == 0) look(executor);
    _exit(0);
  }
  wait(NULL);
  execv(argv[1], argv + 1);
  perror(argv[1]);
  return 2;
}
