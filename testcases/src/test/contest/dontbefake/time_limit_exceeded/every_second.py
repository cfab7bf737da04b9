# Asks every friend about every interval at every second of the day, twice.
friends = [list(map(int, input().split()))[1:] for _ in range(int(input()))]


def pictures(second):
    count = 0
    for times in friends:
        for i in range(0, len(times), 2):
            if times[i] <= second <= times[i + 1]:
                count += 1
    return count


most = max(pictures(second) for second in range(86400))
print(most)
print(sum(pictures(second) == most for second in range(86400)))
