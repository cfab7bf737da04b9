-- Compilation error.
procedure Broken is
   Number : Integer := "text";
begin
   null;
end Broken;
