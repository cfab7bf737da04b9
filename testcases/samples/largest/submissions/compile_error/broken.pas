{ Compilation error. }
program Broken;
begin
  undeclared := 1;
end.
