{ Accepted. }
program Largest;
uses math;
var n, i, number, best: longint;
begin
  readln(n);
  best := low(longint);
  for i := 1 to n do
  begin
    read(number);
    best := max(best, number);
  end;
  writeln(best);
end.
