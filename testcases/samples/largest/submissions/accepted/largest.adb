-- Accepted.
with Ada.Integer_Text_IO; use Ada.Integer_Text_IO;
with Ada.Text_IO;
procedure Largest is
   N, Number, Best : Integer;
begin
   Get (N);
   Get (Best);
   for I in 2 .. N loop
      Get (Number);
      Best := Integer'Max (Best, Number);
   end loop;
   Put (Best, Width => 0);
   Ada.Text_IO.New_Line;
end Largest;
