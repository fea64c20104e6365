using QRCoder;

namespace Chancery.Issuing.Documents;

/// <summary>The picture by which a telephone finds the page of a release. Stateless.</summary>
internal static class CheckPicture
{
    /// <summary>A picture (PNG) of an address as a QR code (ISO/IEC 18004), of which a quarter may be lost.</summary>
    public static byte[] Of(string address) => PngByteQRCodeHelper.GetQRCode(address, QRCodeGenerator.ECCLevel.Q, 6);
}
