(* Accepted. *)
let () =
  let n = Scanf.scanf " %d" (fun x -> x) in
  let numbers = List.init n (fun _ -> Scanf.scanf " %d" (fun x -> x)) in
  Printf.printf "%d\n" (List.fold_left max min_int numbers)
