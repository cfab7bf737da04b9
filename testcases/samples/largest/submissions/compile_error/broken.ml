(* Compilation error. *)
let () = print_int "text"
