package gavel.sandbox.cgroup;

/** Where a slot's groups are, in each hierarchy; the same twice where two are mounted as one. */
record V1Slot(
    CgroupDirectory memory,
    CgroupDirectory pids,
    CgroupDirectory cpuset,
    CgroupDirectory cpuacct) {}
