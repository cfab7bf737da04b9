-- Run-time error.
procedure Raises is
begin
   raise Program_Error with "on purpose";
end Raises;
