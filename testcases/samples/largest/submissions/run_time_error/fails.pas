{ Run-time error. }
program Halts;
var a: array of longint;
begin
  a := nil;
  writeln(a[5]);
  runerror(201);
end.
