# expect: success
# Two accounts, no password, and none of the host's.
[ "$(wc -l </etc/passwd)" = 2 ] && [ "$(wc -l </etc/group)" = 2 ] || exit 1
[ "$(id -un)" = runner ] && [ "$(id -u)" -ge 1000 ] && [ "$(id -G)" = "$(id -u)" ] || exit 2
for file in shadow gshadow sudoers ssh machine-id hostname resolv.conf fstab; do
  [ ! -e "/etc/$file" ] || exit 3
done
[ "$(uname -n)" = gavel ] || exit 4
