# expect: success printing ""
echo x 2>/dev/null >/dev/full && exit 1
exit 0
