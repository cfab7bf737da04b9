package gavel.sandbox.seccomp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The standard policy's rules. Every known call has one: those that no list here names are refused
 * with EPERM. What is refused otherwise is refused so because programs are prepared for that error.
 */
final class StandardRules {
  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int EINVAL = 22;
  private static final int ENOSYS = 38;
  private static final int EOPNOTSUPP = 95;
  private static final int EAFNOSUPPORT = 97;

  private static final Action REFUSED = Action.errno(EPERM);
  private static final Action ABSENT = Action.errno(ENOSYS);

  /** Files, directories, their attributes. The root is read-only, only /tmp is writable. */
  private static final String FILES =
      """
      access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat
      faccessat2 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat
      fdatasync fgetxattr flistxattr fstat fstatfs fsync ftruncate getcwd getdents getdents64
      getxattr getxattrat lchown
      lgetxattr link linkat listxattr listxattrat llistxattr lseek lstat mkdir mkdirat
      mknod mknodat newfstatat pread64 preadv preadv2 pwrite64 pwritev pwritev2
      read readahead readlink readlinkat readv rename renameat renameat2 rmdir sendfile splice stat
      statfs statx symlink symlinkat sync_file_range sysfs tee truncate umask unlink unlinkat utime
      utimensat utimes futimesat vmsplice write writev
      """;

  /** Waiting for files, timers and each other. */
  private static final String EVENTS =
      """
      alarm clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl
      epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 getitimer gettimeofday nanosleep pause
      pipe pipe2 poll ppoll pselect6 select setitimer signalfd signalfd4 time timer_create
      timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime
      timerfd_settime times
      """;

  /** Memory; the cgroup bounds it, memfd_create and System V segments included. */
  private static final String MEMORY =
      """
      brk get_mempolicy madvise map_shadow_stack membarrier mincore mlock mlock2 mlockall
      mprotect mremap mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect
      shmat shmctl shmdt
      """;

  /**
   * Processes, threads, signals. A pid namespace bounds whom kill and the pidfds reach, pids.max
   * how many there are. uretprobe and uprobe are made by the kernel's own trampolines when an
   * administrator traces a library; the kernel refuses them from anywhere else.
   */
  private static final String PROCESSES =
      """
      arch_prctl capget capset execve execveat exit exit_group fork futex futex_requeue futex_wait
      futex_waitv futex_wake get_robust_list getcpu getegid geteuid getgid getgroups getpgid getpgrp
      getpid getppid getpriority getrandom getresgid getresuid getrlimit getrusage getsid gettid
      getuid ioprio_get kill pidfd_open pidfd_send_signal restart_syscall rseq
      rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
      rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min
      sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval
      sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield set_robust_list
      set_tid_address setfsgid setfsuid setgid setgroups setpgid setpriority setregid setresgid
      setresuid setreuid setrlimit setsid setuid sigaltstack sysinfo tgkill tkill uname uprobe
      uretprobe vfork wait4 waitid
      """;

  /** Talk between a program's own processes; socket and socketpair have rules of their own. */
  private static final String COMMUNICATION =
      """
      accept accept4 bind connect getpeername getsockname getsockopt listen msgctl msgget msgrcv
      msgsnd recvfrom recvmmsg recvmsg semctl semget semop semtimedop sendmmsg sendmsg sendto
      setsockopt shutdown
      """;

  /**
   * What only an attack does. Not here, and refused with EPERM, is what a library may ask in good
   * faith: adjtimex, clock_adjtime, quotactl and syslog also read; name_to_handle_at is how some
   * find mount points; vhangup, pidfd_getfd, kcmp and modify_ldt cannot do harm here.
   */
  private static final String ATTACKS =
      """
      ptrace process_vm_readv process_vm_writev
      mount umount2 pivot_root chroot setns open_tree open_tree_attr move_mount fsopen fsconfig
      fsmount fspick mount_setattr
      bpf perf_event_open userfaultfd add_key request_key keyctl open_by_handle_at
      kexec_load kexec_file_load init_module finit_module delete_module reboot swapon swapoff acct
      iopl ioperm settimeofday clock_settime sethostname setdomainname
      """;

  /**
   * clone3 and openat2 keep their flags behind a pointer; their callers fall back to clone and
   * openat. inotify on the shared toolchain would tell of neighbours; its callers look again and
   * again instead. The others have no entry in any current kernel, which answers the same.
   */
  private static final String ABSENTEES =
      """
      clone3 openat2 inotify_init inotify_init1
      _sysctl afs_syscall create_module epoll_ctl_old epoll_wait_old get_kernel_syms get_thread_area
      getpmsg lookup_dcookie nfsservctl putpmsg query_module security set_thread_area tuxcall uselib
      vserver
      """;

  /**
   * What is done already, or what would be felt by neighbours if it were done. Flushing every file
   * system of the machine; a program's own files lie in memory, nothing is left to write. Locks and
   * cache advice on files of the shared toolchain: a run is alone with all other files, so that a
   * lock is only ever asked for by its own processes.
   */
  private static final String DONE_ALREADY = "sync syncfs fadvise64 flock";

  /**
   * Answered as by a file system without extended attributes, for which tools are prepared: cp -p
   * then sets the plain permissions, where EPERM would make it fail.
   */
  private static final String WITHOUT_ATTRIBUTES =
      """
      fremovexattr fsetxattr lremovexattr lsetxattr removexattr removexattrat setxattr setxattrat
      """;

  /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME. */
  private static final int NAMESPACES = 0x7e020000 | 0x80;

  /** O_TMPFILE without the O_DIRECTORY that it contains. */
  private static final int NAMELESS = 020000000;

  private static final int MAP_HUGETLB = 0x40000;
  private static final int MFD_HUGETLB = 4;
  private static final int SHM_HUGETLB = 04000;
  private static final int F_GETLK = 5;
  private static final int F_SETLK = 6;
  private static final int F_SETLKW = 7;
  private static final int F_OFD_GETLK = 36;
  private static final int F_OFD_SETLK = 37;
  private static final int F_OFD_SETLKW = 38;
  private static final int F_SETLEASE = 1024;
  private static final int F_GETLEASE = 1025;
  private static final int F_NOTIFY = 1026;
  private static final int AF_UNIX = 1;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541c;
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_SET_MM = 35;
  private static final int PR_SCHED_CORE = 62;
  private static final int PERSONALITY_QUERY = 0xffffffff;

  private final Syscalls syscalls;
  private final SortedMap<Integer, Rule> rules = new TreeMap<>();

  private StandardRules(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  static SortedMap<Integer, Rule> of(Syscalls syscalls) {
    StandardRules standard = new StandardRules(syscalls);
    for (String names : List.of(FILES, EVENTS, MEMORY, PROCESSES, COMMUNICATION)) {
      standard.each(names, Action.ALLOW);
    }
    standard.each(ATTACKS, Action.NOTIFY);
    standard.each(ABSENTEES, ABSENT);
    standard.each(DONE_ALREADY, Action.errno(0));
    standard.each(WITHOUT_ATTRIBUTES, Action.errno(EOPNOTSUPP));
    standard.byArguments();
    syscalls.byNumber().keySet().forEach(standard::refuseUnlessNamed);
    return standard.rules;
  }

  private void each(String names, Action action) {
    Arrays.stream(names.strip().split("\\s+")).forEach(name -> add(name, Rule.always(action)));
  }

  private void byArguments() {
    Action noFamily = Action.errno(EAFNOSUPPORT);
    // Only Unix sockets: a network namespace does not hold AF_VSOCK back, AF_NETLINK and AF_ALG
    // are wide roads into the kernel.
    add("socket", Rule.byValue(0, Action.ALLOW, noFamily, AF_UNIX));
    add("socketpair", Rule.byValue(0, Action.ALLOW, noFamily, AF_UNIX));
    // An inode that never had a name leaves no trace in /tmp but the next one's number.
    Action noNameless = Action.errno(EOPNOTSUPP);
    add("open", Rule.byFlags(1, NAMELESS, Action.ALLOW, noNameless));
    add("openat", Rule.byFlags(2, NAMELESS, Action.ALLOW, noNameless));
    // Huge pages are the machine's, in common, and no group is charged for them.
    Action noHugePages = Action.errno(ENOMEM);
    add("mmap", Rule.byFlags(3, MAP_HUGETLB, Action.ALLOW, noHugePages));
    add("memfd_create", Rule.byFlags(1, MFD_HUGETLB, Action.ALLOW, noHugePages));
    add("shmget", Rule.byFlags(2, SHM_HUGETLB, Action.ALLOW, noHugePages));
    add("fcntl", fileControl());
    // Of nobody's limits but one's own: without root, pid 1 of the run is the same user's.
    add("prlimit64", Rule.byValue(0, Action.ALLOW, REFUSED, 0));
    add("clone", Rule.byFlags(0, NAMESPACES, Action.ALLOW, Action.NOTIFY));
    add("unshare", Rule.byFlags(0, NAMESPACES, REFUSED, Action.NOTIFY));
    // Typing into a terminal that another process reads.
    add("ioctl", Rule.byValue(1, REFUSED, Action.ALLOW, TIOCSTI, TIOCLINUX));
    // A filter of the program's own could answer before this one notifies; core scheduling would
    // reserve a neighbour's CPU.
    add("prctl", Rule.byValue(0, REFUSED, Action.ALLOW, PR_SET_SECCOMP, PR_SET_MM, PR_SCHED_CORE));
    add("personality", Rule.byValue(0, Action.ALLOW, REFUSED, PERSONALITY_QUERY, 0));
  }

  /** Locks as in {@link #DONE_ALREADY}; nothing is told of locks, leases and changes. */
  private static Rule fileControl() {
    List<Rule.Case> cases = new ArrayList<>();
    for (int command : List.of(F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW)) {
      cases.add(new Rule.Case(Rule.Condition.equal(1, command), Action.errno(0)));
    }
    for (int command : List.of(F_GETLK, F_OFD_GETLK, F_SETLEASE, F_GETLEASE, F_NOTIFY)) {
      cases.add(new Rule.Case(Rule.Condition.equal(1, command), Action.errno(EINVAL)));
    }
    return new Rule(cases, Action.ALLOW);
  }

  private void add(String name, Rule rule) {
    if (rules.put(syscalls.number(name), rule) != null) {
      throw new IllegalStateException("The standard policy has two rules for " + name);
    }
  }

  private void refuseUnlessNamed(int number) {
    rules.putIfAbsent(number, Rule.always(REFUSED));
  }
}
