# expect: success printing "a"
printf a
