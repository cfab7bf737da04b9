# Accepted.
read -r n
read -r -a numbers
largest=${numbers[0]}
for number in "${numbers[@]}"; do
  (( number > largest )) && largest=$number
done
echo "$largest"
