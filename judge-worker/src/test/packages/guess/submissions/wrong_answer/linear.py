i=1
while True:
    print(i,flush=True); i+=1
    if input()=='correct': break
