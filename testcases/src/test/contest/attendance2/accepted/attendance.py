# Every name that is not followed by "Present!" is absent.
absent = []
for _ in range(int(input())):
    callout = input().strip()
    if callout == "Present!":
        absent.pop()
    else:
        absent.append(callout)
print("\n".join(absent) or "No Absences")
