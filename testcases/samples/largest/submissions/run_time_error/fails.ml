(* Run-time error. *)
let () = failwith "on purpose"
