import ArgumentParser
import Logging

@main struct Quipu { static func main() {} }
