// Compilation error.
fn main() {
    let number: i32 = "text";
}
