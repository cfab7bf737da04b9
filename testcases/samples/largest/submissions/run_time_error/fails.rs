// Run-time error.
fn main() {
    panic!("on purpose");
}
