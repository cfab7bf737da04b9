# Takes a student whose name begins with "Present" for the response.
absent = []
for _ in range(int(input())):
    callout = input()
    if callout.startswith("Present") and absent:
        absent.pop()
    else:
        absent.append(callout)
print("\n".join(absent) or "No Absences")
