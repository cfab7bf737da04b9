# expect: success
# Everything outside of the toolchains, and nothing that could be an answer, a secret or somebody else's.
import os, sys
allowed = {"/", "/bin", "/box", "/dev", "/dev/shm", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/sbin",
           "/tmp", "/usr", "/var", "/var/lib", "/var/lib/ghc"}
files = {"/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ld.so.cache", "/etc/fpc.cfg",
         "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/fd", "/dev/stdin", "/dev/stdout",
         "/dev/stderr"}
toolchains = ("/usr", "/bin", "/sbin", "/lib", "/proc", "/box", "/etc/alternatives", "/etc/java-", "/etc/mono", "/etc/R",
              "/etc/php", "/var/lib/ghc")
odd, seen = [], 0
for folder, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if not os.path.join(folder, name).startswith(toolchains)]
    seen += 1
    for path in [folder] + [os.path.join(folder, name) for name in folders + names]:
        if path not in allowed and path not in files and not path.startswith(toolchains) and path != "/.work":
            odd.append(path)
print("\n".join(odd[:20]))
sys.exit(bool(odd) or seen < 5)
